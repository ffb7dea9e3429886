/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * Texts of mails: {@link org.cqube.engines.mail.MailTexts} finds the text for a kind of mail,
 * {@link org.cqube.engines.mail.MailText} fills in the values. Values are inserted as they are,
 * once: nothing in them is ever looked at again. Everything here is immutable.
 */
package org.cqube.engines.mail;
