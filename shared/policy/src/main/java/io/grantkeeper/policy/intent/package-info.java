/**
 * Intent documents, which security teams write. This package reads them, reports mistakes with line and column numbers,
 * and explains the policies in sentences. All documents of a set together determine a decision.
 */
@NullMarked
package io.grantkeeper.policy.intent;

import org.jspecify.annotations.NullMarked;
