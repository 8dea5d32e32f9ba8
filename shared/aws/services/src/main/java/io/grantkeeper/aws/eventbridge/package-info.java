/** Puts events on an EventBridge bus. */
@NullMarked
package io.grantkeeper.aws.eventbridge;

import org.jspecify.annotations.NullMarked;
