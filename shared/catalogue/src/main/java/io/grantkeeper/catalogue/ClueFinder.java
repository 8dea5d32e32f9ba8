package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks up everything that an app's description gives away. */
final class ClueFinder {

    private static final Set<String> HOST_PREFIXES = WordLists.get("host-prefixes");

    private static final Set<String> HOST_SUFFIXES = WordLists.get("host-suffixes");

    private ClueFinder() {}

    static Clues of(AppDescription app, CatalogueIndex index) {
        List<Vendor> vendors = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        Optional<AppName> name = app.displayName().filter(n -> !n.isBlank()).map(AppName::of);
        List<NameMatch> names = name.map(n -> n.matches(index)).orElse(List.of());
        publisher(app, index, EvidenceKind.VERIFIED_PUBLISHER, app.publisherVerified(), vendors, strangers);
        List<String> hosts = hosts(app);
        hosts(hosts, index, names, vendors, strangers);
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
                names,
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
            List<Product> products = ofPublisher(publisher, index);
            if (products.isEmpty()) {
                strangers.add(publisher.strip());
            } else {
                vendors.add(new Vendor(kind, publisher.strip(), products));
            }
        });
    }

    /** An ordinary name with a country behind it ("Gamma Ireland") is as likely another company's. */
    private static List<Product> ofPublisher(String publisher, CatalogueIndex index) {
        List<Product> products = index.byPublisher(publisher);
        if (!products.isEmpty()) {
            return products;
        }
        String parent = PublisherName.keyOfParent(publisher);
        List<Product> ofParent = index.byPublisher(parent);
        boolean ordinary = ofParent.stream()
                .filter(product -> product.nameStrength() != NameStrength.DISTINCT)
                .anyMatch(product -> PublisherName.key(product.name()).equals(parent));
        return ordinary ? List.of() : ofParent;
    }

    private static void hosts(
            List<String> hosts,
            CatalogueIndex index,
            List<NameMatch> names,
            List<Vendor> vendors,
            List<String> strangers) {
        for (String host : hosts) {
            List<Product> products = index.onHost(host);
            if (!products.isEmpty()) {
                vendors.add(new Vendor(EvidenceKind.DOMAIN, host, products));
            } else if (!HostName.isHostedByAnyone(host) && !isCalledLike(host, names)) {
                strangers.add(host);
            }
        }
    }

    /** Young companies whose name is taken are found at trygalileo.com or galileohq.com: such a host is no stranger's. */
    private static boolean isCalledLike(String host, List<NameMatch> names) {
        String label = HostName.ownLabel(host);
        return names.stream().anyMatch(match -> {
            String name = Words.of(match.words()).key();
            return (match.strength() == NameStrength.DISTINCT && label.equals(name))
                    || HOST_PREFIXES.stream().anyMatch(prefix -> label.equals(prefix + name))
                    || HOST_SUFFIXES.stream().anyMatch(suffix -> label.equals(name + suffix));
        });
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

    private static boolean isAnguillan(AppDescription app) {
        return Stream.of(app.displayName(), app.publisher())
                .flatMap(Optional::stream)
                .anyMatch(text -> Words.of(text).folded().contains("anguilla"));
    }

    private static Optional<AiWords.Signal> vendorWords(AppDescription app, List<String> hosts) {
        Optional<AiWords.Signal> inPublisher =
                app.publisher().flatMap(AiWords::in).filter(AiWords.Signal::namesTheTechnology);
        return inPublisher.or(() -> hosts.stream()
                .filter(host -> HostName.endsInAi(host) && !HostName.isHostedByAnyone(host) && !isAnguillan(app))
                .findFirst()
                .map(host -> new AiWords.Signal(AiWords.Strength.MODERATE, host)));
    }
}
