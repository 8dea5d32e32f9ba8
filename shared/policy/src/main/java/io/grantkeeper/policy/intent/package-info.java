/**
 * Intent documents: what a security team writes, read with line and column, and said back as sentences. A set of them is
 * what decides.
 */
@NullMarked
package io.grantkeeper.policy.intent;

import org.jspecify.annotations.NullMarked;
