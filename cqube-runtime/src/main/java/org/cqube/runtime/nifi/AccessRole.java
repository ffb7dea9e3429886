/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.nifi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What NiFi lets a group of people or machines do. The first three have the name that the identity
 * provider gives as a role: whoever logs in with it is in NiFi's group of the same name. The last
 * two are known by the certificates that the installation makes.
 *
 * <p>{@code @root} stands for the identifier of the outermost process group; all groups in it
 * inherit what is granted there.
 */
public enum AccessRole {

    /**
     * May change flows, hence run any code that NiFi may run, and say who else may. What flows
     * through the queues is theirs to see too.
     */
    ADMINISTRATOR(
            "r /flow",
            "rw /controller",
            "rw /parameter-contexts",
            "rw /counters",
            "rw /tenants",
            "rw /policies",
            "r /provenance",
            "r /system",
            "r /resources",
            "w /restricted-components",
            "rw /process-groups/@root",
            "rw /data/process-groups/@root",
            "w /operation/process-groups/@root",
            "r /provenance-data/process-groups/@root",
            "rw /policies/process-groups/@root"),

    /**
     * Starts and stops, and follows an emission by its provenance; neither changes anything nor
     * sees what is in a file, which are data about children.
     */
    OPERATOR(
            "r /flow",
            "r /controller",
            "r /parameter-contexts",
            "r /counters",
            "r /provenance",
            "r /system",
            "r /process-groups/@root",
            "w /operation/process-groups/@root",
            "r /provenance-data/process-groups/@root"),

    /** Sees that everything runs. */
    VIEWER("r /flow", "r /system", "r /process-groups/@root"),

    /** The program that collects metrics. */
    MONITOR("r /flow"),

    /** The other nodes of a cluster: they speak for whoever is logged in at them. */
    NODE("w /proxy", "r /controller", "rw /data/process-groups/@root");

    /**
     * One thing that may be done.
     *
     * @param resource of NiFi's policies
     * @param action {@code read} or {@code write}
     */
    record Grant(String resource, String action) {

        Grant within(String root) {
            return new Grant(resource.replace("@root", root), action);
        }
    }

    private final List<Grant> grants;

    /**
     * @param grants each {@code r}, {@code w} or both, and the resource
     */
    AccessRole(String... grants) {
        List<Grant> all = new ArrayList<>();
        for (String grant : grants) {
            int space = grant.indexOf(' ');
            String resource = grant.substring(space + 1);
            if (grant.startsWith("r")) {
                all.add(new Grant(resource, "read"));
            }
            if (grant.substring(0, space).endsWith("w")) {
                all.add(new Grant(resource, "write"));
            }
        }
        this.grants = List.copyOf(all);
    }

    /** Name of NiFi's group, and of the role at the identity provider. */
    public String group() {
        return name().toLowerCase(Locale.ROOT);
    }

    Collection<Grant> grants(String root) {
        return grants.stream().map(grant -> grant.within(root)).toList();
    }
}
