package io.grantkeeper.catalog;

import java.util.Objects;

/**
 * One reason for or against a verdict.
 *
 * @param kind the source of the evidence
 * @param sentence the reason in plain words, suitable for an owner
 */
public record AppRecognitionEvidence(AppRecognitionEvidenceKind kind, String sentence) {

    public AppRecognitionEvidence {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }
}
