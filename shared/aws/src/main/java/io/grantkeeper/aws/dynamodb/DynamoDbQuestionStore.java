package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.Listing.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps questions in the table, a partition each; the lists that they are on follow from what they hold. */
public final class DynamoDbQuestionStore implements QuestionStore {
    private static final int PAGE = 200;

    private final DynamoDbTable table;

    public DynamoDbQuestionStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean open(TenantId tenant, Question question) {
        return table.putIf(item(tenant, question.withVersion(1)), "attribute_not_exists(#pk)", Map.of());
    }

    @Override
    public Optional<Question> find(TenantId tenant, String id) {
        return table.get(Keys.question(tenant, id), Freshness.STRONG).map(DynamoDbQuestionStore::read);
    }

    @Override
    public Question save(TenantId tenant, Question question) {
        Question next = question.withVersion(question.version() + 1);
        boolean written = table.putIf(
                item(tenant, next), "#version = :read", Map.of(":read", Attributes.number(question.version())));
        if (!written) {
            throw new LostRaceException("question " + question.id());
        }
        return next;
    }

    @Override
    public Slice<Question> due(TenantId tenant, Instant by, int limit, Optional<String> from) {
        return list(Index.G1, Keys.questions(tenant, "DUE"), Order.ASCENDING)
                .before(Attributes.sortable(by.plusNanos(1)))
                .slice(limit, from, DynamoDbQuestionStore::read);
    }

    @Override
    public Slice<Question> waiting(TenantId tenant, int limit, Optional<String> from) {
        return list(Index.G2, Keys.questions(tenant, "WAITING"), Order.ASCENDING)
                .slice(limit, from, DynamoDbQuestionStore::read);
    }

    @Override
    public List<Question> of(TenantId tenant, IdentityId identity) {
        Listing list = list(Index.G3, Keys.questionsOf(tenant, identity), Order.DESCENDING);
        List<Question> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<Question> slice = list.slice(PAGE, next, DynamoDbQuestionStore::read);
            all.addAll(slice.items());
            next = slice.next();
        } while (next.isPresent());
        return List.copyOf(all);
    }

    @Override
    public Slice<Question> ofCampaign(TenantId tenant, String campaign, int limit, Optional<String> from) {
        return list(Index.G4, Keys.questionsOfCampaign(tenant, campaign), Order.ASCENDING)
                .slice(limit, from, DynamoDbQuestionStore::read);
    }

    @Override
    public Slice<Question> concluded(TenantId tenant, Instant since, Instant before, int limit, Optional<String> from) {
        return list(Index.G5, Keys.questions(tenant, "CONCLUDED"), Order.DESCENDING)
                .from(Attributes.sortable(since))
                .before(Attributes.sortable(before))
                .slice(limit, from, DynamoDbQuestionStore::read);
    }

    private Listing list(Index index, String partition, Order order) {
        return new Listing(table, index, partition, order);
    }

    private static Map<String, AttributeValue> item(TenantId tenant, Question question) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.question(tenant, question.id()).attributes());
        item.put(Attributes.TYPE, ItemType.QUESTION.value());
        item.put(Attributes.VERSION, Attributes.number(question.version()));
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(question)));
        question.nextAt().ifPresent(at -> put(item, Index.G1, Keys.questions(tenant, "DUE"), at, question));
        if (question.isWaiting()) {
            put(item, Index.G2, Keys.questions(tenant, "WAITING"), question.openedAt(), question);
        }
        put(item, Index.G3, Keys.questionsOf(tenant, question.identity()), question.openedAt(), question);
        question.campaign()
                .ifPresent(campaign -> put(
                        item,
                        Index.G4,
                        Keys.questionsOfCampaign(tenant, campaign),
                        question.identity() + "#" + question.id()));
        question.conclusion()
                .ifPresent(end -> put(item, Index.G5, Keys.questions(tenant, "CONCLUDED"), end.at(), question));
        return item;
    }

    private static void put(
            Map<String, AttributeValue> item, Index index, String list, Instant order, Question question) {
        put(item, index, list, Attributes.sortable(order) + "#" + question.id());
    }

    private static void put(Map<String, AttributeValue> item, Index index, String list, String order) {
        item.put(index.partitionKey(), Attributes.text(list));
        item.put(index.sortKey(), Attributes.text(Keys.sk(order)));
    }

    private static Question read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, Question.class).withVersion(Attributes.number(item, Attributes.VERSION));
    }
}
