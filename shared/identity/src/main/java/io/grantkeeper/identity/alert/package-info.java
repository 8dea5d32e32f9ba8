/**
 * The data that determines when an alert is sent: withheld alerts, the messages that each recipient recently received,
 * and the security team's decisions.
 */
@NullMarked
package io.grantkeeper.identity.alert;

import org.jspecify.annotations.NullMarked;
