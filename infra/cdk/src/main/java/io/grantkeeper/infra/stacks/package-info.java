/**
 * The CloudFormation stacks of an installation: the {@code data} stack stores, the {@code work} stack processes, and
 * the {@code watch} stack monitors both. The {@code data} stack can outlive the others.
 */
@NullMarked
package io.grantkeeper.infra.stacks;

import org.jspecify.annotations.NullMarked;
