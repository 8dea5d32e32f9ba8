package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final Set<String> OTHER_TRADES = WordLists.folded("other-trades");

    private static final Set<String> HOST_PREFIXES = WordLists.get("host-prefixes");

    private static final Set<String> HOST_SUFFIXES = WordLists.get("host-suffixes");

    private static final Set<String> SOFTWARE_WORDS = Stream.of(
                    "software-words", "companions", "decorations", "strong-words", "moderate-words", "weak-words")
            .flatMap(list -> WordLists.folded(list).stream())
            .collect(Collectors.toUnmodifiableSet());

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

        /** Whether a product is an AI feature of the same company, which seldom has a host of its own. */
        boolean hasFeature(Product product) {
            return product.role() == AiRole.FEATURE
                    && product.publishers().stream()
                            .map(PublisherName::key)
                            .anyMatch(company -> products.stream()
                                    .flatMap(p -> p.publishers().stream())
                                    .map(PublisherName::key)
                                    .anyMatch(company::equals));
        }

        /** Whether the vendor goes by this name. */
        boolean isCalled(String name) {
            return PublisherName.key(stated).equals(PublisherName.key(name));
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

    /** Whether all other words of the name are such as software and its editions are called by: "Cline Extension". */
    boolean speaksOnlyOfSoftwareBeside(NameMatch match) {
        return wordsOfOtherThings(match) == 0;
    }

    /** How many words beside this name are none that software, its editions and its maker are called by. */
    long wordsOfOtherThings(NameMatch match) {
        Words words = Words.of(app.displayName().orElse(""));
        Set<String> known = Stream.concat(
                        Stream.of(match.words()), match.product().publishers().stream())
                .flatMap(name -> Words.of(name).folded().stream())
                .collect(Collectors.toUnmodifiableSet());
        return IntStream.range(0, words.count())
                .filter(words.apart()::get)
                .mapToObj(words.folded()::get)
                .filter(word -> !known.contains(word) && !SOFTWARE_WORDS.contains(word))
                .filter(word -> !word.chars().allMatch(Character::isDigit))
                .count();
    }

    /** Whether a publisher and a host are given and neither is known: the name may be that of another company. */
    boolean isAllForeign() {
        return vendors.isEmpty()
                && vendorWords.isEmpty()
                && app.publisher()
                        .map(String::strip)
                        .filter(strangers::contains)
                        .isPresent()
                && strangers.size() > 1;
    }

    /** Whether any word of the name says that its bearer makes no software. */
    boolean namesAnotherTrade() {
        return Words.of(app.displayName().orElse("")).folded().stream().anyMatch(OTHER_TRADES::contains);
    }

    /**
     * Whether a company that merely shares an ordinary name with this vendor may be meant: it is only stated, and the
     * hosts given are none of this vendor's.
     */
    boolean mayBeNamesake(Vendor vendor) {
        return vendor.kind() == EvidenceKind.STATED_PUBLISHER
                && isOrdinary(vendor)
                && vendorWords.isEmpty()
                && strangers.stream().anyMatch(stranger -> HostName.of(stranger).isPresent());
    }

    private boolean isOrdinary(Vendor vendor) {
        return Stream.concat(
                        names.stream()
                                .filter(match -> match.strength() != NameStrength.DISTINCT)
                                .map(NameMatch::words),
                        vendor.products().stream()
                                .filter(product -> product.nameStrength() != NameStrength.DISTINCT)
                                .map(Product::name))
                .anyMatch(vendor::isCalled);
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
            List<Product> products = index.byPublisher(publisher);
            if (products.isEmpty()) {
                strangers.add(publisher.strip());
            } else {
                vendors.add(new Vendor(kind, publisher.strip(), products));
            }
        });
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
