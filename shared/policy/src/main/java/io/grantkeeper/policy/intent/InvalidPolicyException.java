package io.grantkeeper.policy.intent;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when policy documents are invalid. Lists all errors in the documents. */
public final class InvalidPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<DocumentError> errors;

    public InvalidPolicyException(List<DocumentError> errors) {
        super(errors.stream().map(DocumentError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    public List<DocumentError> errors() {
        return errors;
    }
}
