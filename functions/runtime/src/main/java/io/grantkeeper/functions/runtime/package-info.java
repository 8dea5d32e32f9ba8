/**
 * Starts a function without Spring Boot, component scanning or a web stack, and passes it the events that Lambda
 * delivers. A function module only has to implement {@link io.grantkeeper.functions.runtime.FunctionModule}.
 */
@NullMarked
package io.grantkeeper.functions.runtime;

import org.jspecify.annotations.NullMarked;
