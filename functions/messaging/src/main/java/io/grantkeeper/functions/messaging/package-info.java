/**
 * The configuration of messages to people and of their answers. Shared by the functions that communicate with people.
 */
@NullMarked
package io.grantkeeper.functions.messaging;

import org.jspecify.annotations.NullMarked;
