package io.grantkeeper.enforcement;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Instant;
import java.util.Optional;

/**
 * The exceptions to policies. An exception lets an identity keep access that a policy forbids, if the policy allows
 * exceptions.
 */
@FunctionalInterface
public interface PolicyExceptions {
    /**
     * Returns the reason, in words, for the exception that applies to an identity at this instant; empty if none
     * applies.
     */
    Optional<String> of(TenantId tenant, IdentityId identity, Instant at);

    /** Returns the exceptions that owners made by answering "keep". Each exception applies until its end. */
    static PolicyExceptions byOwners(QuestionStore questions) {
        return (tenant, identity, at) -> questions.byIdentity(tenant, identity).stream()
                .flatMap(question -> question.conclusion().stream())
                .filter(end -> end.answer().filter(OwnerAnswer.KEEP::equals).isPresent())
                .filter(end -> end.until().filter(at::isBefore).isPresent())
                .findFirst()
                .map(PolicyExceptions::describe);
    }

    private static String describe(QuestionOutcome end) {
        return "%s decided to keep it until %s"
                .formatted(
                        end.by().orElse("its owner"),
                        end.until().map(Instant::toString).orElse("further notice"));
    }
}
