package io.grantkeeper.functions.console;

import io.grantkeeper.evidence.output.CsvWriter;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.reports.FindingListReport;
import java.util.List;
import java.util.Map;

/** Exports lists as files for other tools. A cell that a spreadsheet could interpret as a formula is made harmless. */
final class ExportApi {
    private static final List<String> HEADER = List.of(
            "id",
            "name",
            "provider",
            "kind",
            "product",
            "AI",
            "risk",
            "state",
            "owner",
            "can do",
            "last used",
            "next expiry",
            "approval",
            "first seen");

    private final ConsoleInventory inventory;
    private final IdentityFilter filter;
    private final ApiViews views;
    private final TierZeroPathReports paths;

    ExportApi(ConsoleInventory inventory, IdentityFilter filter, ApiViews views, TierZeroPathReports paths) {
        this.inventory = inventory;
        this.filter = filter;
        this.views = views;
        this.paths = paths;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("exportIdentities", this::identities);
        handlers.put("exportFindings", this::findings);
        handlers.put("exportPaths", _ -> paths.openGraph());
    }

    private ApiResult identities(AuthorizedApiCall call) {
        InventorySnapshot snapshot = inventory.snapshot();
        List<IdentitySummary> selected = filter.select(call, snapshot).identities();
        if (call.parameter("format").filter("json"::equals).isPresent()) {
            return new ApiResult.Document(
                    "application/json",
                    "identities.json",
                    new JsonMembers()
                            .with("asOf", snapshot.asOf())
                            .with(
                                    "identities",
                                    selected.stream()
                                            .map(identity -> views.row(identity, snapshot))
                                            .toList())
                            .toString());
        }
        return new ApiResult.Document(
                "text/csv",
                "identities.csv",
                CsvWriter.table(HEADER, selected.stream().map(this::cells).toList()));
    }

    private List<String> cells(IdentitySummary identity) {
        return List.of(
                identity.id().toString(),
                identity.displayName().text(),
                identity.provider().value(),
                identity.id().kind().code(),
                identity.product().map(views::productName).orElse(""),
                ApiViews.code(identity.ai()),
                ApiViews.code(identity.severity()),
                ApiViews.code(identity.status()),
                identity.owner().map(inventory::name).orElse(""),
                String.join("; ", identity.reaches()),
                identity.lastUsed().toString(),
                identity.nextExpiry().toString(),
                identity.approval().map(review -> review.state().code()).orElse(""),
                identity.firstSeen().toString());
    }

    private ApiResult findings(AuthorizedApiCall call) {
        InventorySnapshot snapshot = inventory.snapshot();
        return switch (call.parameter("format").orElseThrow()) {
            case "csv" ->
                new ApiResult.Document("text/csv", "findings.csv", FindingListReport.csv(snapshot.findings()));
            case "sarif" ->
                new ApiResult.Document(
                        "application/json",
                        "findings.sarif.json",
                        FindingListReport.sarif(snapshot.findings(), SessionApi.VERSION));
            default ->
                new ApiResult.Document(
                        "application/json",
                        "findings.json",
                        new JsonMembers()
                                .with("asOf", snapshot.asOf())
                                .with(
                                        "findings",
                                        snapshot.findings().stream()
                                                .map(entry -> views.finding(entry, snapshot))
                                                .toList())
                                .toString());
        };
    }
}
