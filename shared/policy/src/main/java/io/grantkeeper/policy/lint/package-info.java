/**
 * Analyzes what policies mean without waiting for requests: rules that cannot apply or change nothing, rules that
 * disagree, and the effect of changed documents. Every claim comes with an example request.
 */
@NullMarked
package io.grantkeeper.policy.lint;

import org.jspecify.annotations.NullMarked;
