/**
 * The table of all functions: the trigger, timeout and permissions of each. The stacks are built from it, and a test
 * compares it with what the code can call.
 */
@NullMarked
package io.grantkeeper.infra.functions;

import org.jspecify.annotations.NullMarked;
