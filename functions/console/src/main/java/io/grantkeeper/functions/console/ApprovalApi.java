package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.owners.approvals.TriageApprovals;
import io.grantkeeper.reports.ApprovalReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The API operations for approvals of record: showing recorded decisions, and recording new decisions about one or many
 * subjects.
 */
final class ApprovalApi {
    private static final int PAGE = 200;

    private final ConsoleStores stores;
    private final ConsoleInventory inventory;
    private final ApiViews views;
    private final RecordApproval recording;
    private final TriageApprovals triage;

    ApprovalApi(
            ConsoleStores stores,
            ConsoleInventory inventory,
            ApiViews views,
            RecordApproval recording,
            TriageApprovals triage) {
        this.stores = stores;
        this.inventory = inventory;
        this.views = views;
        this.recording = recording;
        this.triage = triage;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("approvals", this::list);
        handlers.put("approve", this::approve);
        handlers.put("endApproval", this::end);
        handlers.put("triage", this::triage);
        handlers.put("undoTriage", this::undo);
    }

    private ApiResult list(AuthorizedApiCall call) {
        InventorySnapshot snapshot = inventory.snapshot();
        Set<String> states = call.choices("state");
        Optional<String> text = call.parameter("q").map(words -> words.toLowerCase(Locale.ROOT));
        List<ApprovalOfRecord> selected =
                StorePage.readAll(from -> stores.approvals().recent(stores.tenant(), PAGE, from)).stream()
                        .filter(approval -> states.isEmpty()
                                || states.contains(
                                        approval.stateAt(snapshot.asOf()).code()))
                        .filter(approval -> text.isEmpty()
                                || approval.subject()
                                        .toString()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(text.get()))
                        .toList();
        return ApiResult.of(ApiListPage.at(selected, call)
                .json(approval -> views.approval(approval, snapshot))
                .with("matching", selected.size()));
    }

    private ApiResult approve(AuthorizedApiCall call) {
        ApprovalSubject subject = subject(call);
        ApprovalDecision decision = decision(call, ApprovalDecision.Source.CONSOLE);
        Optional<ApprovedScope> scope = Optional.empty();
        if (decision.state().permits()) {
            scope = recording.currentScope(stores.tenant(), subject);
            if (scope.isEmpty()) {
                throw ProblemDetails.ofField("subject", "covers no identity in the inventory", "check the id")
                        .exception();
            }
            if (call.body().path("anyone").asBoolean(false)) {
                scope = scope.map(ApprovedScope::forAnyone);
            }
        }
        return decide(subject, decision, scope);
    }

    private ApiResult decide(ApprovalSubject subject, ApprovalDecision decision, Optional<ApprovedScope> scope) {
        try {
            ApprovalOfRecord recorded =
                    recording.decide(stores.tenant(), subject, decision, scope, ApprovalConditions.none());
            inventory.changed();
            return ApiResult.of(views.approval(recorded, inventory.snapshot()));
        } catch (ConcurrentWriteException _) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.CONFLICT,
                            "someone else decided about this subject at the same time; read the approval again")
                    .exception();
        } catch (IllegalArgumentException e) {
            throw ProblemDetails.of(ProblemDetails.Type.CONFLICT, String.valueOf(e.getMessage()))
                    .exception();
        }
    }

    private static ApprovalSubject subject(AuthorizedApiCall call) {
        try {
            return ApprovalReader.subject(call.requiredText("subject"));
        } catch (IllegalArgumentException e) {
            throw ProblemDetails.ofField("subject", "names nothing", "use the id of an identity, a product or a client")
                    .exception();
        }
    }

    private ApprovalDecision decision(AuthorizedApiCall call, ApprovalDecision.Source source) {
        try {
            return new ApprovalDecision(
                    ApprovalState.ofCode(call.requiredText("as")).orElseThrow(),
                    call.by().by(),
                    source,
                    stores.clock().instant(),
                    call.requiredText("why"),
                    call.text("ticket"),
                    call.text("until").map(Instant::parse),
                    Optional.empty(),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw ProblemDetails.ofField("until", String.valueOf(e.getMessage()), "change it")
                    .exception();
        }
    }

    private ApiResult end(AuthorizedApiCall call) {
        ApprovalSubject subject = subject(call);
        if (stores.approvals().find(stores.tenant(), subject).isEmpty()) {
            throw ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "no approval of this subject is recorded")
                    .exception();
        }
        return decide(subject, withdrawal(call), Optional.empty());
    }

    private ApprovalDecision withdrawal(AuthorizedApiCall call) {
        return ApprovalDecision.underReview(
                call.by().by(), ApprovalDecision.Source.CONSOLE, stores.clock().instant(), call.requiredText("why"));
    }

    private ApiResult triage(AuthorizedApiCall call) {
        String batch = TriageApprovals.newBatch();
        ApprovalDecision decision =
                decision(call, ApprovalDecision.Source.TRIAGE).withBatch(batch);
        InventorySnapshot snapshot = inventory.snapshot();
        List<IdentitySummary> selected = new ArrayList<>();
        List<JsonMembers> skipped = new ArrayList<>();
        call.body().path("subjects").forEach(node -> {
            String id = node.asString("");
            Optional<IdentitySummary> identity = identity(id).flatMap(snapshot::identity);
            if (identity.isPresent()) {
                selected.add(identity.get());
            } else {
                skipped.add(
                        new JsonMembers().with("subject", id).with("reason", "The identity is not in the inventory."));
            }
        });
        List<String> decided = new ArrayList<>();
        for (IdentitySummary identity : selected) {
            try {
                triage.apply(stores.tenant(), List.of(identity), decision)
                        .forEach(approval -> decided.add(identity.id().toString()));
            } catch (ConcurrentWriteException | IllegalArgumentException e) {
                skipped.add(new JsonMembers()
                        .with("subject", identity.id().toString())
                        .with("reason", "The decision does not fit the current state of the approval."));
            }
        }
        inventory.changed();
        return ApiResult.of(
                new JsonMembers().with("batch", batch).with("decided", decided).with("skipped", skipped));
    }

    private static Optional<IdentityId> identity(String id) {
        try {
            return Optional.of(IdentityId.parse(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private ApiResult undo(AuthorizedApiCall call) {
        String batch = call.pathValue("batch");
        List<ApprovalOfRecord> withdrawn = triage.undo(stores.tenant(), batch, withdrawal(call));
        if (withdrawn.isEmpty()) {
            throw ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "no decision of this triage is in effect")
                    .exception();
        }
        inventory.changed();
        return ApiResult.of(new JsonMembers()
                .with("batch", batch)
                .with(
                        "withdrawn",
                        withdrawn.stream()
                                .map(approval -> approval.subject().toString())
                                .toList()));
    }
}
