/**
 * Starts a function without Boot, without scanning and without a web stack, and hands it what Lambda delivers. A
 * function module implements {@link io.grantkeeper.functions.runtime.FunctionModule}; nothing else here is its concern.
 */
@NullMarked
package io.grantkeeper.functions.runtime;

import org.jspecify.annotations.NullMarked;
