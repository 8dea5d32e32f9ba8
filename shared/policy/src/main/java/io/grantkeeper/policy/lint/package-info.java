/**
 * Looks at what policies mean without waiting for requests: rules that cannot hold or change nothing, rules that
 * disagree, and what a change of the documents changes. Every claim comes with a request that shows it.
 */
@NullMarked
package io.grantkeeper.policy.lint;

import org.jspecify.annotations.NullMarked;
