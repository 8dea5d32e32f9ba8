package io.grantkeeper.policy.ladder;

/**
 * Thrown when a person refers to a policy or a proposal that does not exist. The message is written for that person.
 */
public final class ProposalNotFoundException extends IllegalArgumentException {
    ProposalNotFoundException(String message) {
        super(message);
    }
}
