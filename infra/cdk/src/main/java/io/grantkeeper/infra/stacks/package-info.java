/**
 * The stacks: what is kept ({@code data}), what works on it ({@code work}), and what watches both ({@code watch}). The
 * first outlives the others.
 */
@NullMarked
package io.grantkeeper.infra.stacks;

import org.jspecify.annotations.NullMarked;
