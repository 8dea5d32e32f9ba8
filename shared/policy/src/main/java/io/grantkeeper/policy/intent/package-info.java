/**
 * Intent documents, in which security teams state policies. This package reads them, reports errors with line and
 * column numbers, and explains the policies in sentences. All documents of a set together determine a decision.
 */
@NullMarked
package io.grantkeeper.policy.intent;

import org.jspecify.annotations.NullMarked;
