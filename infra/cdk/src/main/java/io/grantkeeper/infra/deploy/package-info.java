/** What {@code scripts/deploy} runs: makes the templates, says what they would make, and checks the way to AWS. */
@NullMarked
package io.grantkeeper.infra.deploy;

import org.jspecify.annotations.NullMarked;
