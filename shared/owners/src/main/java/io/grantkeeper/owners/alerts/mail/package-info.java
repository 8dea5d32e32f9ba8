/** Alerts by email: plain text, and the same content as simple HTML, over SMTP or another transport. */
@NullMarked
package io.grantkeeper.owners.alerts.mail;

import org.jspecify.annotations.NullMarked;
