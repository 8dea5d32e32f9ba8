/** What decides when an alert is sent: withheld alerts, each recipient's pace, and the decisions of the security team. */
@NullMarked
package io.grantkeeper.identity.alert;

import org.jspecify.annotations.NullMarked;
