/**
 * The data that determines when an alert is sent: withheld alerts, each recipient's pace, and the security team's
 * decisions.
 */
@NullMarked
package io.grantkeeper.identity.alert;

import org.jspecify.annotations.NullMarked;
