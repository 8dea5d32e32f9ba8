/** Sends OCSF events to an EventBridge event bus. */
@NullMarked
package io.grantkeeper.aws.eventbridge;

import org.jspecify.annotations.NullMarked;
