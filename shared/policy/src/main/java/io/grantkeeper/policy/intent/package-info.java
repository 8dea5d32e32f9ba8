/**
 * Intent documents, which security teams write: reads them with line and column numbers, and explains them in
 * sentences. All documents of a set determine a decision together.
 */
@NullMarked
package io.grantkeeper.policy.intent;

import org.jspecify.annotations.NullMarked;
