/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

/** Names of the attributes of a mail's FlowFile; its content is the text. */
interface NotificationAttributes {
    String ID = "notification.id";
    String TICKET = "notification.ticket";
    String KIND = "notification.kind";
    String TO = "mail.to";
    String SUBJECT = "mail.subject";
    String TAKEN = "mail.taken";

    String ID_TEXT = "Id of the mail in the ledger (meta.notification)";
    String TAKEN_TEXT =
            "Set when the mail server took the mail: the recipients that it did not take, often none";
    String TICKET_TEXT = "Ticket that lets this FlowFile act for the mail";
}
