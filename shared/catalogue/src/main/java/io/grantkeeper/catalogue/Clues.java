package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that one app's description gives away, each looked up but not yet weighed.
 *
 * @param byClientId the product to which the client id belongs
 * @param vendors vendors that the catalogue knows, most trusted first
 * @param strangers publishers and hosts that it does not know
 * @param names products whose name occurs in the display name
 * @param words words in the display name that say AI, or that it is none
 * @param vendorWords such words in a publisher's name, or a domain that ends in .ai
 */
record Clues(
        AppDescription app,
        Optional<Product> byClientId,
        List<Vendor> vendors,
        List<String> strangers,
        List<NameMatch> names,
        Optional<AiWords.Signal> words,
        Optional<AiWords.Signal> vendorWords,
        Optional<PermissionShape.Signal> permissions) {

    private static final Set<String> OTHER_TRADES = WordLists.get("other-trades");

    /**
     * A vendor behind the app.
     *
     * @param stated the publisher or host as given
     * @param products what the catalogue lists for it
     */
    record Vendor(EvidenceKind kind, String stated, List<Product> products) {

        /** A feature is part of a larger suite, so its publisher sells other things too; its own domain is its own. */
        boolean sellsOnlyAi() {
            return products.stream()
                    .allMatch(p ->
                            p.role() == AiRole.PRODUCT || (p.role() == AiRole.FEATURE && kind == EvidenceKind.DOMAIN));
        }

        boolean sellsNoAi() {
            return products.stream().noneMatch(Product::isAi);
        }

        /** The product that carries its company's name, else the only one. */
        Optional<Product> flagship() {
            return products.stream()
                    .filter(p -> p.publishers().stream()
                            .anyMatch(c -> PublisherName.key(c).equals(PublisherName.key(p.name()))))
                    .findFirst()
                    .or(() -> products.size() == 1 ? Optional.of(products.getFirst()) : Optional.empty());
        }

        /** The company's name to show. */
        String company() {
            Product first = products.getFirst();
            return first.publishers().isEmpty()
                    ? first.name()
                    : first.publishers().getFirst();
        }
    }

    /** Whether words in the name say AI at least this strongly. */
    boolean saysAi(AiWords.Strength atLeast) {
        return words.filter(s -> s.strength().compareTo(atLeast) <= 0).isPresent();
    }

    /** Whether words in the name that look like AI are known to mean something else. */
    boolean saysOtherwise() {
        return words.filter(s -> s.strength() == AiWords.Strength.CONTRARY).isPresent();
    }

    /** Whether the display name says who makes the product as well: "google-labs-jules" is Google's Jules. */
    boolean namesMakerOf(NameMatch match) {
        Words words = Words.of(app.displayName().orElse(""));
        Set<String> matched = Set.copyOf(Words.of(match.words()).folded());
        return match.product().publishers().stream()
                .map(PublisherName::key)
                .filter(maker -> !maker.isEmpty() && !matched.contains(maker))
                .anyMatch(words.folded()::contains);
    }

    /** Whether another word of the name says that its bearer makes no software: a shoe shop can be called like a robot. */
    boolean namesAnotherTrade(NameMatch match) {
        Set<String> matched = Set.copyOf(Words.of(match.words()).folded());
        return Words.of(app.displayName().orElse("")).folded().stream()
                .anyMatch(word -> OTHER_TRADES.contains(word) && !matched.contains(word));
    }

    /** Whether what sounds like AI in the name is only the name of this product, which is none. */
    boolean saysAiOnlyIn(NameMatch match) {
        Set<String> matched = Set.copyOf(Words.of(match.words()).folded());
        return words.filter(s -> matched.containsAll(Words.of(s.words()).folded()))
                .isPresent();
    }

    /** Products whose name alone is good evidence. */
    Stream<Product> certainNames() {
        return names.stream()
                .filter(n -> n.isExact() && n.strength() != NameStrength.SHARED)
                .map(NameMatch::product);
    }

    /** The vendors of the most trusted kind of evidence. */
    List<Vendor> mostTrusted() {
        return vendors.stream()
                .filter(vendor -> vendor.kind() == vendors.getFirst().kind())
                .toList();
    }

    static Clues of(AppDescription app, CatalogueIndex index) {
        List<Vendor> vendors = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        Optional<AppName> name = app.displayName().filter(n -> !n.isBlank()).map(AppName::of);
        publisher(app, index, EvidenceKind.VERIFIED_PUBLISHER, app.publisherVerified(), vendors, strangers);
        List<String> hosts = hosts(app);
        hosts(hosts, index, vendors, strangers);
        publisher(app, index, EvidenceKind.STATED_PUBLISHER, !app.publisherVerified(), vendors, strangers);
        name.ifPresent(n -> n.claimedVendors().forEach(claim -> {
            List<Product> products = index.byPublisher(claim);
            if (!products.isEmpty()) {
                vendors.add(new Vendor(EvidenceKind.STATED_PUBLISHER, claim, products));
            }
        }));
        Optional<Product> byClientId = app.provider()
                .flatMap(provider ->
                        app.clientId().flatMap(id -> index.withClientId(new ProviderClientId(provider, id))));
        return new Clues(
                app,
                byClientId,
                vendors,
                strangers,
                name.map(n -> n.matches(index)).orElse(List.of()),
                app.displayName().flatMap(AiWords::in),
                vendorWords(app, hosts),
                PermissionShape.of(app.permissions()));
    }

    private static void publisher(
            AppDescription app,
            CatalogueIndex index,
            EvidenceKind kind,
            boolean applies,
            List<Vendor> vendors,
            List<String> strangers) {
        app.publisher().filter(p -> applies && !p.isBlank()).ifPresent(publisher -> {
            List<Product> products = index.byPublisher(publisher);
            if (products.isEmpty()) {
                strangers.add(publisher.strip());
            } else {
                vendors.add(new Vendor(kind, publisher.strip(), products));
            }
        });
    }

    private static void hosts(List<String> hosts, CatalogueIndex index, List<Vendor> vendors, List<String> strangers) {
        for (String host : hosts) {
            List<Product> products = index.onHost(host);
            if (!products.isEmpty()) {
                vendors.add(new Vendor(EvidenceKind.DOMAIN, host, products));
            } else if (!HostName.isHostedByAnyone(host)) {
                strangers.add(host);
            }
        }
    }

    /** Hosts of the domains given; a client id that is a URL (a client-id metadata document) counts as one. */
    private static List<String> hosts(AppDescription app) {
        Set<String> hosts = new LinkedHashSet<>();
        app.clientId()
                .filter(id -> id.strip().toLowerCase(Locale.ROOT).startsWith("https://"))
                .flatMap(HostName::of)
                .ifPresent(hosts::add);
        app.domains().forEach(domain -> HostName.of(domain).ifPresent(hosts::add));
        return List.copyOf(hosts);
    }

    private static Optional<AiWords.Signal> vendorWords(AppDescription app, List<String> hosts) {
        Optional<AiWords.Signal> inPublisher =
                app.publisher().flatMap(AiWords::in).filter(AiWords.Signal::namesTheTechnology);
        return inPublisher.or(() -> hosts.stream()
                .filter(host -> host.endsWith(".ai") && !HostName.isHostedByAnyone(host))
                .findFirst()
                .map(host -> new AiWords.Signal(AiWords.Strength.MODERATE, host)));
    }
}
