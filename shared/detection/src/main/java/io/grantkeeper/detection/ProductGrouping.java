package io.grantkeeper.detection;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.catalog.ProductId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Groups identities that are the same product. Two identities belong together if the catalog assigns them the same
 * product, or if they have the same client id at the same provider, even in different connections; a similar name is
 * not enough. No provider gets special treatment.
 */
public final class ProductGrouping {
    private static final Comparator<IdentitySummary> MOST_SEVERE_FIRST =
            Comparator.comparing(IdentitySummary::severity).reversed().thenComparing(IdentitySummary::id);

    private final AppCatalog catalogue;

    public ProductGrouping(AppCatalog catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns the products, most severe first. Every identity is an alias of exactly one product. */
    public List<InventoryProduct> groupByProduct(Collection<IdentitySummary> identities) {
        Map<String, List<IdentitySummary>> groups = new LinkedHashMap<>();
        identities.stream()
                .sorted(MOST_SEVERE_FIRST)
                .forEach(identity -> groups.computeIfAbsent(groupKey(identity), _ -> new ArrayList<>())
                        .add(identity));
        return groups.values().stream()
                .map(this::agent)
                .sorted(Comparator.comparing(InventoryProduct::severity)
                        .reversed()
                        .thenComparing(InventoryProduct::name))
                .toList();
    }

    private static String groupKey(IdentitySummary identity) {
        return identity.product()
                .map(product -> "product " + product)
                .orElseGet(() -> isClient(identity.id().kind())
                        ? "client %s %s"
                                .formatted(identity.provider(), identity.id().externalId())
                        : "identity " + identity.id());
    }

    /**
     * Returns whether the provider assigns ids of this kind and uses the same id in every tenant. Client ids meet this
     * condition, but the ids of accounts and keys do not.
     */
    private static boolean isClient(IdentityKind kind) {
        return kind == IdentityKind.OAUTH_CLIENT;
    }

    private InventoryProduct agent(List<IdentitySummary> aliases) {
        IdentitySummary mostSevere = aliases.getFirst();
        SequencedMap<ProviderId, List<String>> reaches = new LinkedHashMap<>();
        Timestamp lastUsed = Timestamp.unknown();
        for (IdentitySummary alias : aliases) {
            List<String> words = reaches.computeIfAbsent(alias.provider(), _ -> new ArrayList<>());
            alias.reaches().stream().filter(reach -> !words.contains(reach)).forEach(words::add);
            lastUsed = Timestamp.latest(lastUsed, alias.lastUsed());
        }
        return new InventoryProduct(
                mostSevere.product().orElseGet(() -> mostSevere.id().toString()),
                mostSevere
                        .product()
                        .flatMap(this::name)
                        .orElse(mostSevere.displayName().text()),
                mostSevere.product(),
                verdict(aliases),
                aliases.stream().map(IdentitySummary::severity).reduce(Severity.UNKNOWN, Severity::max),
                List.copyOf(aliases),
                reaches,
                lastUsed);
    }

    private Optional<String> name(String product) {
        return catalogue.find(new ProductId(product)).map(CatalogProduct::name);
    }

    /** Returns whether the product is AI. A single alias that is AI is sufficient. */
    private static AiVerdict verdict(List<IdentitySummary> aliases) {
        List<AiVerdict> verdicts = aliases.stream().map(IdentitySummary::ai).toList();
        if (verdicts.contains(AiVerdict.YES)) {
            return AiVerdict.YES;
        }
        return verdicts.contains(AiVerdict.UNKNOWN) ? AiVerdict.UNKNOWN : AiVerdict.NO;
    }
}
