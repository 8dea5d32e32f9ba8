package io.grantkeeper.policy.intent;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when policy documents are invalid. Lists all errors in the documents. */
public final class InvalidPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<DocumentError> mistakes;

    public InvalidPolicyException(List<DocumentError> mistakes) {
        super(mistakes.stream().map(DocumentError::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<DocumentError> mistakes() {
        return mistakes;
    }
}
