package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores questions in the DynamoDB table, in one partition per question. The content of a question determines which
 * lists it appears in.
 */
public final class DynamoDbQuestionStore implements QuestionStore {
    private static final int PAGE = 200;

    private final DynamoDbTable table;

    public DynamoDbQuestionStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean open(TenantId tenant, OwnerQuestion question) {
        return table.putIf(item(tenant, question.withVersion(1)), "attribute_not_exists(#pk)", Map.of());
    }

    @Override
    public Optional<OwnerQuestion> find(TenantId tenant, String id) {
        return table.get(TableKeys.question(tenant, id), Freshness.STRONG).map(DynamoDbQuestionStore::read);
    }

    @Override
    public OwnerQuestion save(TenantId tenant, OwnerQuestion question) {
        OwnerQuestion next = question.withVersion(question.version() + 1);
        table.replaceVersion(item(tenant, next), question.version(), "question " + question.id());
        return next;
    }

    @Override
    public StorePage<OwnerQuestion> due(TenantId tenant, Instant by, int limit, Optional<String> from) {
        return list(Index.G1, TableKeys.questions(tenant, "DUE"), Order.ASCENDING)
                .before(TableAttributes.sortable(by.plusNanos(1)))
                .slice(limit, from, DynamoDbQuestionStore::read);
    }

    @Override
    public StorePage<OwnerQuestion> waiting(TenantId tenant, int limit, Optional<String> from) {
        return list(Index.G2, TableKeys.questions(tenant, "WAITING"), Order.ASCENDING)
                .slice(limit, from, DynamoDbQuestionStore::read);
    }

    @Override
    public List<OwnerQuestion> byIdentity(TenantId tenant, IdentityId identity) {
        KeysOnlyIndexQuery list = list(Index.G3, TableKeys.questionsOf(tenant, identity), Order.DESCENDING);
        return StorePage.readAll(from -> list.slice(PAGE, from, DynamoDbQuestionStore::read));
    }

    @Override
    public StorePage<OwnerQuestion> byCampaign(TenantId tenant, String campaign, int limit, Optional<String> from) {
        return list(Index.G4, TableKeys.questionsOfCampaign(tenant, campaign), Order.ASCENDING)
                .slice(limit, from, DynamoDbQuestionStore::read);
    }

    @Override
    public StorePage<OwnerQuestion> concluded(
            TenantId tenant, Instant since, Instant before, int limit, Optional<String> from) {
        return list(Index.G5, TableKeys.questions(tenant, "CONCLUDED"), Order.DESCENDING)
                .from(TableAttributes.sortable(since))
                .before(TableAttributes.sortable(before))
                .slice(limit, from, DynamoDbQuestionStore::read);
    }

    private KeysOnlyIndexQuery list(Index index, String partition, Order order) {
        return new KeysOnlyIndexQuery(table, index, partition, order);
    }

    private static Map<String, AttributeValue> item(TenantId tenant, OwnerQuestion question) {
        Map<String, AttributeValue> item = NewItem.versioned(
                TableKeys.question(tenant, question.id()), ItemType.QUESTION, question.version(), question);
        question.nextAt().ifPresent(at -> put(item, Index.G1, TableKeys.questions(tenant, "DUE"), at, question));
        if (question.isWaiting()) {
            put(item, Index.G2, TableKeys.questions(tenant, "WAITING"), question.openedAt(), question);
        }
        put(item, Index.G3, TableKeys.questionsOf(tenant, question.identity()), question.openedAt(), question);
        question.campaign()
                .ifPresent(campaign -> NewItem.list(
                        item,
                        Index.G4,
                        TableKeys.questionsOfCampaign(tenant, campaign),
                        TableKeys.sk(question.identity() + "#" + question.id())));
        question.conclusion()
                .ifPresent(end -> put(item, Index.G5, TableKeys.questions(tenant, "CONCLUDED"), end.at(), question));
        return item;
    }

    private static void put(
            Map<String, AttributeValue> item, Index index, String list, Instant order, OwnerQuestion question) {
        NewItem.list(item, index, list, TableKeys.ordered(order, question.id()));
    }

    private static OwnerQuestion read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, OwnerQuestion.class)
                .withVersion(TableAttributes.number(item, TableAttributes.VERSION));
    }
}
