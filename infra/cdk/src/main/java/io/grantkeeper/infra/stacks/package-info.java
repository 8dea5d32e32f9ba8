/**
 * The CloudFormation stacks: {@code data} stores, {@code work} processes, and {@code watch} monitors both. The data
 * stack can outlive the others.
 */
@NullMarked
package io.grantkeeper.infra.stacks;

import org.jspecify.annotations.NullMarked;
