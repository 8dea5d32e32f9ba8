/**
 * The one table of functions: what calls each, how long it may take, and what it may do. The stacks are built from it,
 * and a test compares it with what the code can call.
 */
@NullMarked
package io.grantkeeper.infra.functions;

import org.jspecify.annotations.NullMarked;
