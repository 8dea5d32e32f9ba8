/** Puts the answers together for the controls of a framework, with gaps and proofs, under one named checkpoint. */
@NullMarked
package io.grantkeeper.evidence.report;

import org.jspecify.annotations.NullMarked;
