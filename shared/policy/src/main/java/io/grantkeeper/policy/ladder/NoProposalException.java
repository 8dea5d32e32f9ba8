package io.grantkeeper.policy.ladder;

/** A person wants something of a policy or a proposal that is not there; the message says so to them. */
public final class NoProposalException extends RuntimeException {
    NoProposalException(String message) {
        super(message);
    }
}
