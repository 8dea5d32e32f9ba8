/** Alerts by email, as plain text and as simple HTML with the same content, over SMTP or another transport. */
@NullMarked
package io.grantkeeper.owners.alerts.mail;

import org.jspecify.annotations.NullMarked;
