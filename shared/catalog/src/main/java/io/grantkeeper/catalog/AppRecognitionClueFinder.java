package io.grantkeeper.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Collects all clues in an app's description. */
final class AppRecognitionClueFinder {

    private static final Set<String> HOST_PREFIXES = WordLists.writtenWords("host-prefixes");

    private static final Set<String> HOST_SUFFIXES = WordLists.writtenWords("host-suffixes");

    private AppRecognitionClueFinder() {}

    static AppRecognitionClues find(AppDescription app, CatalogIndex index) {
        List<CatalogVendor> vendors = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        Optional<ParsedAppName> name =
                app.displayName().filter(n -> !n.isBlank()).map(ParsedAppName::parse);
        List<ProductNameMatch> names = name.map(n -> n.matches(index)).orElse(List.of());
        addPublisher(
                app, index, AppRecognitionEvidenceKind.VERIFIED_PUBLISHER, app.publisherVerified(), vendors, strangers);
        List<String> hosts = hosts(app);
        hosts(hosts, index, names, vendors, strangers);
        addPublisher(
                app, index, AppRecognitionEvidenceKind.STATED_PUBLISHER, !app.publisherVerified(), vendors, strangers);
        name.ifPresent(n -> n.claimedVendors().forEach(claim -> {
            List<CatalogProduct> products = index.byPublisher(claim);
            if (!products.isEmpty()) {
                vendors.add(new CatalogVendor(AppRecognitionEvidenceKind.STATED_PUBLISHER, claim, products));
            }
        }));
        List<ProviderClientId> ids = ids(app);
        return new AppRecognitionClues(
                app,
                ids.stream().map(index::withClientId).flatMap(Optional::stream).findFirst(),
                ids.stream().anyMatch(index::isOwnApp),
                hosts,
                vendors,
                strangers,
                names,
                app.displayName().flatMap(AiKeywordMatcher::find),
                vendorWords(app, hosts),
                AiPermissionPattern.of(app.permissions()));
    }

    /** Returns the app's ids at its provider, the client id first. */
    private static List<ProviderClientId> ids(AppDescription app) {
        return app.provider().stream()
                .flatMap(provider -> Stream.concat(
                                app.clientId().stream(), app.otherIds().stream().sorted())
                        .filter(id -> !id.isBlank())
                        .map(id -> new ProviderClientId(provider, id)))
                .toList();
    }

    private static void addPublisher(
            AppDescription app,
            CatalogIndex index,
            AppRecognitionEvidenceKind kind,
            boolean applies,
            List<CatalogVendor> vendors,
            List<String> strangers) {
        app.publisher().filter(p -> applies && !p.isBlank()).ifPresent(publisher -> {
            List<CatalogProduct> products = productsOfPublisher(publisher, index);
            if (products.isEmpty()) {
                strangers.add(publisher.strip());
            } else {
                vendors.add(new CatalogVendor(kind, publisher.strip(), products));
            }
        });
    }

    /**
     * Returns the products of a publisher. If the catalog does not list the publisher, but its name suggests the
     * national subsidiary of a listed company, returns that company's products. A company whose name is an ordinary
     * word is an exception, because "Gamma Ireland" may be unrelated to Gamma.
     */
    private static List<CatalogProduct> productsOfPublisher(String publisher, CatalogIndex index) {
        List<CatalogProduct> products = index.byPublisher(publisher);
        if (!products.isEmpty()) {
            return products;
        }
        String parent = NormalizedCompanyName.parentKey(publisher);
        List<CatalogProduct> ofParent = index.byPublisher(parent);
        boolean ordinary = ofParent.stream()
                .filter(product -> product.nameStrength() != ProductNameStrength.DISTINCT)
                .anyMatch(product -> NormalizedCompanyName.key(product.name()).equals(parent));
        return ordinary ? List.of() : ofParent;
    }

    private static void hosts(
            List<String> hosts,
            CatalogIndex index,
            List<ProductNameMatch> names,
            List<CatalogVendor> vendors,
            List<String> strangers) {
        for (String host : hosts) {
            List<CatalogProduct> products = index.onHost(host);
            if (!products.isEmpty()) {
                vendors.add(new CatalogVendor(AppRecognitionEvidenceKind.DOMAIN, host, products));
            } else if (!HostName.isPubliclyHosted(host) && !resemblesName(host, names)) {
                strangers.add(host);
            }
        }
    }

    /**
     * Returns whether a host resembles one of the names, as trygalileo.com and galileohq.com resemble Galileo. Young
     * companies use such hosts if the domain with their exact name is already taken, so these hosts do not count as
     * unknown.
     */
    private static boolean resemblesName(String host, List<ProductNameMatch> names) {
        String label = HostName.registeredLabel(host);
        return names.stream().anyMatch(match -> {
            String name = NameTokenizer.of(match.words()).key();
            return (match.strength() == ProductNameStrength.DISTINCT && label.equals(name))
                    || HOST_PREFIXES.stream().anyMatch(prefix -> label.equals(prefix + name))
                    || HOST_SUFFIXES.stream().anyMatch(suffix -> label.equals(name + suffix));
        });
    }

    /**
     * Returns the hosts among the app's domains. A client id that is a URL (a client ID metadata document) also counts
     * as a domain.
     */
    private static List<String> hosts(AppDescription app) {
        Set<String> hosts = new LinkedHashSet<>();
        app.clientId()
                .filter(id -> id.strip().toLowerCase(Locale.ROOT).startsWith("https://"))
                .flatMap(HostName::parse)
                .ifPresent(hosts::add);
        app.domains().forEach(domain -> HostName.parse(domain).ifPresent(hosts::add));
        return List.copyOf(hosts);
    }

    private static boolean isInAnguilla(AppDescription app) {
        return Stream.of(app.displayName(), app.publisher())
                .flatMap(Optional::stream)
                .anyMatch(text -> NameTokenizer.of(text).folded().contains("anguilla"));
    }

    private static Optional<AiKeywordMatcher.Signal> vendorWords(AppDescription app, List<String> hosts) {
        Optional<AiKeywordMatcher.Signal> inPublisher =
                app.publisher().flatMap(AiKeywordMatcher::find).filter(AiKeywordMatcher.Signal::namesTheTechnology);
        return inPublisher.or(() -> hosts.stream()
                .filter(host -> HostName.endsInAi(host) && !HostName.isPubliclyHosted(host) && !isInAnguilla(app))
                .findFirst()
                .map(host -> new AiKeywordMatcher.Signal(AiKeywordMatcher.Strength.MODERATE, host)));
    }
}
