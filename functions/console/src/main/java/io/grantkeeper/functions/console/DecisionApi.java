package io.grantkeeper.functions.console;

import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The API operations for recorded decisions and for the proofs that they are unchanged. */
final class DecisionApi {
    private static final int DAYS = 7;
    private static final int PAGE = 200;

    /**
     * The maximum number of pages that one request reads. A search for something rare stops at this limit, and another
     * request can continue it.
     */
    private static final int MOST_PAGES = 10;

    private final ConsoleStores stores;
    private final ConsoleInventory inventory;
    private final LedgerApi ledger;

    DecisionApi(ConsoleStores stores, ConsoleInventory inventory, LedgerApi ledger) {
        this.inventory = inventory;
        this.stores = stores;
        this.ledger = ledger;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("decisions", this::list);
        handlers.put("decision", call -> ApiResult.of(decision(required(call))));
        handlers.put(
                "decisionProof", call -> ledger.decisionProof(required(call).id()));
    }

    private ApiResult list(AuthorizedApiCall call) {
        Position start = call.parameter("cursor")
                .map(ApiListPage::decoded)
                .map(Position::of)
                .orElseGet(() -> new Position(stores.clock().instant().plusSeconds(1), 0, Optional.empty()));
        Duration days =
                Duration.ofDays(call.parameter("days").map(Integer::parseInt).orElse(DAYS));
        Optional<String> answer = call.parameter("answer");
        Optional<String> text = call.parameter("q").map(words -> words.toLowerCase(Locale.ROOT));
        Predicate<RecordedDecision> selects = decision -> answer.filter(wanted -> wanted.equals("permitted")
                                != decision.decision().permitted())
                        .isEmpty()
                && text.filter(words -> !isAbout(decision, words)).isEmpty();
        List<JsonMembers> found = new ArrayList<>();
        Optional<Position> position = Optional.of(start);
        for (int pages = 0; position.isPresent() && pages < MOST_PAGES && found.size() < call.limit(); pages++) {
            position = read(position.get(), days, selects, found, call.limit());
        }
        return ApiResult.of(new JsonMembers()
                .with("items", found)
                .with("next", position.map(next -> ApiListPage.encoded(next.toString()))));
    }

    /**
     * Reads a page of the store, adds the selected decisions to {@code found}, and returns where to continue; empty at
     * the end of the period.
     */
    private Optional<Position> read(
            Position at, Duration days, Predicate<RecordedDecision> selects, List<JsonMembers> found, int most) {
        StorePage<RecordedDecision> page;
        try {
            page = stores.decisions().latest(stores.tenant(), at.until().minus(days), at.until(), PAGE, at.page());
        } catch (IllegalArgumentException _) {
            throw ApiListPage.invalidCursor();
        }
        int read = 0;
        for (RecordedDecision decision : page.items()) {
            if (found.size() == most) {
                return Optional.of(new Position(at.until(), read, at.page()));
            }
            read++;
            if (read > at.skipped() && selects.test(decision)) {
                found.add(decision(decision));
            }
        }
        return page.next().map(next -> new Position(at.until(), 0, Optional.of(next)));
    }

    /**
     * The position at which a list continues.
     *
     * @param until the end of the period, as set by the first request, so that later decisions do not shift the list
     * @param skipped the number of decisions on the store's page that were already read
     * @param page the cursor of the store's page; empty for the first page
     */
    private record Position(Instant until, int skipped, Optional<String> page) {
        private static final String SEPARATOR = " ";

        static Position of(String text) {
            String[] parts = text.split(SEPARATOR, 3);
            if (parts.length != 3) {
                throw ApiListPage.invalidCursor();
            }
            try {
                return new Position(
                        Instant.parse(parts[0]),
                        Integer.parseUnsignedInt(parts[1]),
                        Optional.of(parts[2]).filter(next -> !next.isEmpty()));
            } catch (DateTimeException | NumberFormatException _) {
                throw ApiListPage.invalidCursor();
            }
        }

        @Override
        public String toString() {
            return until + SEPARATOR + skipped + SEPARATOR + page.orElse("");
        }
    }

    private boolean isAbout(RecordedDecision decision, String text) {
        return String.join(
                        " ",
                        RequestActor.of(decision.request()).description(),
                        who(decision),
                        decision.request().action(),
                        decision.request().resource().id())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    private RecordedDecision required(AuthorizedApiCall call) {
        return stores.decisions()
                .decision(stores.tenant(), call.pathValue("id"))
                .orElseThrow(() -> ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "there is no such decision")
                        .exception());
    }

    /** Returns the name of the agent that requested an action; its id if the inventory does not list it. */
    private String who(RecordedDecision decision) {
        String described = RequestActor.of(decision.request()).description();
        return EncodedIdentityIds.parsed(described)
                .flatMap(inventory.snapshot()::identity)
                .map(identity -> identity.displayName().text())
                .orElse(described);
    }

    private JsonMembers decision(RecordedDecision decision) {
        return new JsonMembers()
                .with("id", decision.id())
                .with("at", decision.at())
                .with("permitted", decision.decision().permitted())
                .with("requestable", decision.decision().requestable())
                .with("approved", decision.approval().isPresent())
                .with("who", who(decision))
                .with("action", decision.request().action())
                .with("resourceType", decision.request().resource().type())
                .with("resource", decision.request().resource().id())
                .with("reasons", decision.decision().reasons())
                .with(
                        "policies",
                        decision.decision().judgements().stream()
                                .map(PolicyEvaluation::policy)
                                .distinct()
                                .toList())
                .with("tookMillis", decision.took().toMillis());
    }
}
