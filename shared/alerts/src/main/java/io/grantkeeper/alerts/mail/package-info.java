/** Alerts as e-mail: a readable text, the same as simple HTML, over SMTP or another transport. */
@NullMarked
package io.grantkeeper.alerts.mail;

import org.jspecify.annotations.NullMarked;
