package io.grantkeeper.detection;

import io.grantkeeper.catalogue.AppCatalogue;
import io.grantkeeper.catalogue.Product;
import io.grantkeeper.catalogue.ProductId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.ProviderId;
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
 * Puts identities together that are one product. What makes two one is the catalogue's product, or the same client id at
 * the same provider (in two connections); a like name alone does not. Knows no provider by name.
 */
public final class Agents {
    private static final Comparator<IdentitySummary> GRAVEST_FIRST =
            Comparator.comparing(IdentitySummary::severity).reversed().thenComparing(IdentitySummary::id);

    private final AppCatalogue catalogue;

    public Agents(AppCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Gravest first; every identity is an alias of exactly one. */
    public List<Agent> of(Collection<IdentitySummary> identities) {
        Map<String, List<IdentitySummary>> groups = new LinkedHashMap<>();
        identities.stream()
                .sorted(GRAVEST_FIRST)
                .forEach(identity -> groups.computeIfAbsent(group(identity), _ -> new ArrayList<>())
                        .add(identity));
        return groups.values().stream()
                .map(this::agent)
                .sorted(Comparator.comparing(Agent::severity).reversed().thenComparing(Agent::name))
                .toList();
    }

    private static String group(IdentitySummary identity) {
        return identity.product()
                .map(product -> "product " + product)
                .orElseGet(() -> isClient(identity.id().kind())
                        ? "client %s %s"
                                .formatted(identity.provider(), identity.id().externalId())
                        : "identity " + identity.id());
    }

    /** A client's id is given by its provider and is the same in every tenant; those of accounts and keys are not. */
    private static boolean isClient(IdentityKind kind) {
        return kind == IdentityKind.OAUTH_CLIENT;
    }

    private Agent agent(List<IdentitySummary> aliases) {
        IdentitySummary gravest = aliases.getFirst();
        SequencedMap<ProviderId, List<String>> reaches = new LinkedHashMap<>();
        Moment lastUsed = Moment.unknown();
        for (IdentitySummary alias : aliases) {
            List<String> words = reaches.computeIfAbsent(alias.provider(), _ -> new ArrayList<>());
            alias.reaches().stream().filter(reach -> !words.contains(reach)).forEach(words::add);
            lastUsed = Moment.latest(lastUsed, alias.lastUsed());
        }
        return new Agent(
                gravest.product().orElseGet(() -> gravest.id().toString()),
                gravest.product().flatMap(this::name).orElse(gravest.displayName()),
                gravest.product(),
                verdict(aliases),
                aliases.stream().map(IdentitySummary::severity).reduce(Severity.UNKNOWN, Severity::max),
                List.copyOf(aliases),
                reaches,
                lastUsed);
    }

    private Optional<String> name(String product) {
        return catalogue.find(new ProductId(product)).map(Product::name);
    }

    /** One alias that is an agent makes it one. */
    private static AiVerdict verdict(List<IdentitySummary> aliases) {
        List<AiVerdict> verdicts = aliases.stream().map(IdentitySummary::ai).toList();
        if (verdicts.contains(AiVerdict.YES)) {
            return AiVerdict.YES;
        }
        return verdicts.contains(AiVerdict.UNKNOWN) ? AiVerdict.UNKNOWN : AiVerdict.NO;
    }
}
