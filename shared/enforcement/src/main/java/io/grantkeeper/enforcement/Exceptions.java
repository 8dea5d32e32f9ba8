package io.grantkeeper.enforcement;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Instant;
import java.util.Optional;

/** What people let an identity keep although a policy that allows exceptions forbids it. */
@FunctionalInterface
public interface Exceptions {
    /** Why it may stay for now, in words; empty where nobody said so. */
    Optional<String> of(TenantId tenant, IdentityId identity, Instant at);

    /** The owner's "keep", until its end. */
    static Exceptions byOwners(QuestionStore questions) {
        return (tenant, identity, at) -> questions.of(tenant, identity).stream()
                .flatMap(question -> question.conclusion().stream())
                .filter(end -> end.answer().filter(Answer.KEEP::equals).isPresent())
                .filter(end -> end.until().filter(at::isBefore).isPresent())
                .findFirst()
                .map(Exceptions::words);
    }

    private static String words(Conclusion end) {
        return "%s lets it be kept until %s"
                .formatted(
                        end.by().orElse("its owner"),
                        end.until().map(Instant::toString).orElse("further notice"));
    }
}
