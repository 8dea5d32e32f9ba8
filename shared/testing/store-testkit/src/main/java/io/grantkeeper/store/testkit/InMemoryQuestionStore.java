package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A {@code QuestionStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryQuestionStore implements QuestionStore {
    private final VersionedRows<String, OwnerQuestion> questions =
            new VersionedRows<>("question", OwnerQuestion::id, OwnerQuestion::version, OwnerQuestion::withVersion);

    @Override
    public synchronized boolean open(TenantId tenant, OwnerQuestion question) {
        return questions.open(tenant, question);
    }

    @Override
    public synchronized Optional<OwnerQuestion> find(TenantId tenant, String id) {
        return questions.find(tenant, id);
    }

    @Override
    public synchronized OwnerQuestion save(TenantId tenant, OwnerQuestion question) {
        return questions.replace(tenant, question);
    }

    @Override
    public synchronized StorePage<OwnerQuestion> due(TenantId tenant, Instant by, int limit, Optional<String> from) {
        List<OwnerQuestion> due = select(
                tenant,
                question -> question.nextAt().filter(at -> !at.isAfter(by)).isPresent(),
                question -> question.nextAt().orElseThrow());
        return StorePages.slice(due, limit, from);
    }

    @Override
    public synchronized StorePage<OwnerQuestion> waiting(TenantId tenant, int limit, Optional<String> from) {
        return StorePages.slice(select(tenant, OwnerQuestion::isWaiting, OwnerQuestion::openedAt), limit, from);
    }

    @Override
    public synchronized List<OwnerQuestion> byIdentity(TenantId tenant, IdentityId identity) {
        return select(tenant, question -> question.identity().equals(identity), OwnerQuestion::openedAt)
                .reversed();
    }

    @Override
    public synchronized StorePage<OwnerQuestion> byCampaign(
            TenantId tenant, String campaign, int limit, Optional<String> from) {
        List<OwnerQuestion> all = select(
                tenant,
                question -> question.campaign().filter(campaign::equals).isPresent(),
                question -> question.identity().toString());
        return StorePages.slice(all, limit, from);
    }

    @Override
    public synchronized StorePage<OwnerQuestion> concluded(
            TenantId tenant, Instant since, Instant before, int limit, Optional<String> from) {
        Predicate<OwnerQuestion> inPeriod = question -> question.conclusion()
                .map(QuestionOutcome::at)
                .filter(at -> !at.isBefore(since) && at.isBefore(before))
                .isPresent();
        List<OwnerQuestion> ended = select(
                tenant,
                inPeriod,
                question -> question.conclusion().orElseThrow().at());
        return StorePages.slice(ended.reversed(), limit, from);
    }

    private <T extends Comparable<T>> List<OwnerQuestion> select(
            TenantId tenant, Predicate<OwnerQuestion> wanted, Function<OwnerQuestion, T> order) {
        return questions.select(tenant, wanted, Comparator.comparing(order).thenComparing(OwnerQuestion::id));
    }
}
