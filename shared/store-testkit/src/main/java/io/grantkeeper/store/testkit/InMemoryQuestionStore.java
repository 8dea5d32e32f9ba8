package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.Slice;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Keeps questions in memory. */
public final class InMemoryQuestionStore implements QuestionStore {
    private final Map<Key, Question> questions = new HashMap<>();

    private record Key(TenantId tenant, String id) {}

    @Override
    public synchronized boolean open(TenantId tenant, Question question) {
        return questions.putIfAbsent(new Key(tenant, question.id()), question.withVersion(1)) == null;
    }

    @Override
    public synchronized Optional<Question> find(TenantId tenant, String id) {
        return Optional.ofNullable(questions.get(new Key(tenant, id)));
    }

    @Override
    public synchronized Question save(TenantId tenant, Question question) {
        Question kept = questions.get(new Key(tenant, question.id()));
        if (kept == null || kept.version() != question.version()) {
            throw new LostRaceException("question " + question.id());
        }
        Question saved = question.withVersion(question.version() + 1);
        questions.put(new Key(tenant, question.id()), saved);
        return saved;
    }

    @Override
    public synchronized Slice<Question> due(TenantId tenant, Instant by, int limit, Optional<String> from) {
        List<Question> due = select(
                tenant,
                question -> question.nextAt().filter(at -> !at.isAfter(by)).isPresent(),
                question -> question.nextAt().orElseThrow());
        return Slices.cut(due, limit, from);
    }

    @Override
    public synchronized Slice<Question> waiting(TenantId tenant, int limit, Optional<String> from) {
        return Slices.cut(select(tenant, Question::isWaiting, Question::openedAt), limit, from);
    }

    @Override
    public synchronized List<Question> of(TenantId tenant, IdentityId identity) {
        return select(tenant, question -> question.identity().equals(identity), Question::openedAt)
                .reversed();
    }

    @Override
    public synchronized Slice<Question> ofCampaign(TenantId tenant, String campaign, int limit, Optional<String> from) {
        List<Question> all = select(
                tenant,
                question -> question.campaign().filter(campaign::equals).isPresent(),
                question -> question.identity().toString());
        return Slices.cut(all, limit, from);
    }

    @Override
    public synchronized Slice<Question> concluded(
            TenantId tenant, Instant since, Instant before, int limit, Optional<String> from) {
        Predicate<Question> inPeriod = question -> question.conclusion()
                .map(Conclusion::at)
                .filter(at -> !at.isBefore(since) && at.isBefore(before))
                .isPresent();
        List<Question> ended = select(
                tenant,
                inPeriod,
                question -> question.conclusion().orElseThrow().at());
        return Slices.cut(ended.reversed(), limit, from);
    }

    private <T extends Comparable<T>> List<Question> select(
            TenantId tenant, Predicate<Question> wanted, Function<Question, T> order) {
        return questions.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .filter(wanted)
                .sorted(Comparator.comparing(order).thenComparing(Question::id))
                .toList();
    }
}
