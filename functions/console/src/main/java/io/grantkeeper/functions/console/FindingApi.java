package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.reports.FindingListEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The API operations for open findings. */
final class FindingApi {
    private final ConsoleInventory inventory;
    private final ApiViews views;

    FindingApi(ConsoleInventory inventory, ApiViews views) {
        this.inventory = inventory;
        this.views = views;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("findings", this::list);
    }

    private ApiResult list(AuthorizedApiCall call) {
        InventorySnapshot snapshot = inventory.snapshot();
        List<FindingListEntry> selected =
                snapshot.findings().stream().filter(filter(call, snapshot)).toList();
        return ApiResult.of(ApiListPage.at(selected, call)
                .json(entry -> views.finding(entry, snapshot))
                .with("matching", selected.size()));
    }

    private Predicate<FindingListEntry> filter(AuthorizedApiCall call, InventorySnapshot snapshot) {
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        Predicate<FindingListEntry> filter = entry -> true;
        if (call.isOwnerOnly()) {
            filter = entry -> entry.finding().type() != FindingType.OWNER_LEAVING
                    && snapshot.identity(entry.finding().identity())
                            .filter(identity -> mine.maySee(identity, snapshot))
                            .isPresent();
        }
        Optional<String> text = call.parameter("q").map(words -> words.toLowerCase(Locale.ROOT));
        if (text.isPresent()) {
            filter = filter.and(entry -> entry.isAbout(text.get())
                    || entry.finding().headline().toLowerCase(Locale.ROOT).contains(text.get()));
        }
        Set<String> severities = call.choices("severity");
        if (!severities.isEmpty()) {
            filter = filter.and(
                    entry -> severities.contains(ApiViews.code(entry.finding().severity())));
        }
        Set<String> types = call.choices("type");
        if (!types.isEmpty()) {
            filter = filter.and(entry ->
                    types.contains(FindingListEntry.code(entry.finding().type())));
        }
        Optional<String> owner = call.parameter("owner");
        if (owner.isPresent()) {
            filter = filter.and(
                    switch (owner.get()) {
                        case "nobody" -> entry -> entry.owner().isEmpty();
                        case "me" ->
                            entry -> snapshot.identity(entry.finding().identity())
                                    .filter(mine::isOwner)
                                    .isPresent();
                        default -> entry -> entry.owner().isPresent();
                    });
        }
        Optional<String> key = call.parameter("identity");
        if (key.isPresent()) {
            Optional<IdentityId> identity = EncodedIdentityIds.identity(key.get());
            filter = filter.and(
                    entry -> identity.filter(entry.finding().identity()::equals).isPresent());
        }
        return filter;
    }
}
