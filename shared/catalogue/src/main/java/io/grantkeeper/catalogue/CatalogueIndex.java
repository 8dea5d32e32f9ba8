package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The products, by everything that can lead to one. Built once, read by many threads. */
final class CatalogueIndex {

    /** Endings that vendors add to a name or leave off at will: "Otter" and "Otter.ai". */
    private static final Set<String> OPTIONAL_ENDINGS = WordLists.get("optional-endings");

    private final Map<ProviderClientId, Product> byClientId = new HashMap<>();
    private final Map<String, List<Product>> byDomain = new HashMap<>();
    private final Map<String, List<Product>> byPublisher = new HashMap<>();
    private final Map<String, List<Named>> byName = new HashMap<>();
    private final Set<String> publishersStatedInData = new HashSet<>();
    private final Set<String> namesOfOthers = new HashSet<>();

    /** A product under one spelling of its name. */
    record Named(Product product, NameStrength strength) {}

    CatalogueIndex(List<Product> products) {
        for (Product product : products) {
            product.clientIds().forEach(id -> byClientId.put(id, product));
            product.domains().forEach(domain -> add(byDomain, domain, product));
            for (String publisher : product.publishers()) {
                String key = PublisherName.key(publisher);
                add(byPublisher, key, product);
                publishersStatedInData.add(key);
            }
        }
        namesOfOthers.addAll(publishersStatedInData);
        products.stream()
                .filter(product -> !product.isAi())
                .flatMap(product -> Stream.concat(Stream.of(product.name()), product.otherNames().stream()))
                .forEach(name -> namesOfOthers.add(Words.of(name).key()));
        // Companies are often called like their product; only where no row claims that company outright.
        for (Product product : products) {
            String key = PublisherName.key(product.name());
            if (product.nameStrength() != NameStrength.SHARED && !publishersStatedInData.contains(key)) {
                add(byPublisher, key, product);
            }
        }
        products.forEach(this::indexNames);
    }

    Optional<Product> withClientId(ProviderClientId id) {
        return Optional.ofNullable(byClientId.get(id));
    }

    /** Products on this host or on a domain above it, the nearest first found. */
    List<Product> onHost(String host) {
        for (String name = host; name.contains("."); name = name.substring(name.indexOf('.') + 1)) {
            List<Product> found = byDomain.get(name);
            if (found != null) {
                return found;
            }
            // What anyone can put up below auth0.com is not Auth0's, though auth0.com itself is.
            if (HostName.isGivenToAnyone(parent(name)) && !name.startsWith("www.")) {
                return List.of();
            }
        }
        return List.of();
    }

    List<Product> byPublisher(String publisher) {
        return byPublisher.getOrDefault(PublisherName.key(publisher), List.of());
    }

    List<Named> named(String key) {
        return byName.getOrDefault(key, List.of());
    }

    private static String parent(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private void indexNames(Product product) {
        Map<String, NameStrength> spellings = new LinkedHashMap<>();
        Words name = Words.of(product.name());
        spellings.put(name.key(), strengthOf(product, product.name(), name));
        for (String other : product.otherNames()) {
            Words words = Words.of(other);
            spellings.putIfAbsent(words.key(), strengthOf(product, other, words));
        }
        derive(product, name, spellings);
        // "cursor.com" as a display name is as good as the domain itself.
        for (String domain : product.domains()) {
            String key = Words.of(domain).key();
            if (key.length() > 4) {
                spellings.putIfAbsent(key, NameStrength.DISTINCT);
            }
        }
        spellings.forEach((key, strength) ->
                byName.computeIfAbsent(key, k -> new ArrayList<>()).add(new Named(product, strength)));
    }

    /**
     * The row's strength is that of its bare name. A name that says AI, that ends like a domain, or that has several
     * words is coined, whatever its parts are.
     */
    private static NameStrength strengthOf(Product product, String name, Words words) {
        boolean isOwn = name.equals(product.name());
        if (product.ordinaryNames().contains(name) && product.nameStrength() == NameStrength.DISTINCT) {
            return NameStrength.WORD;
        }
        boolean saysAi = product.isAi() && words.count() > 1 && words.folded().contains("ai");
        boolean likeDomain = words.count() > 1
                && name.contains(".")
                && OPTIONAL_ENDINGS.contains(words.folded().getLast());
        boolean severalWords = words.apart().indexOf(true) != words.apart().lastIndexOf(true);
        if (saysAi || likeDomain || (severalWords && !isOwn)) {
            return NameStrength.DISTINCT;
        }
        // "Legion" is many things, but "Legion Security" is hardly ever another one.
        return severalWords && product.nameStrength() == NameStrength.SHARED
                ? NameStrength.WORD
                : product.nameStrength();
    }

    /** "Robin AI" is sometimes just "Robin", but so are others; a suite's "Notion AI" never goes by the suite's name. */
    private void derive(Product product, Words words, Map<String, NameStrength> spellings) {
        int last = words.count() - 1;
        boolean endingIsOptional =
                last > 0 && OPTIONAL_ENDINGS.contains(words.folded().get(last));
        if (endingIsOptional
                && (product.role() != AiRole.FEATURE || !namesOfOthers.contains(words.key(0, last)))
                && words.key(0, last).length() > 2) {
            spellings.putIfAbsent(words.key(0, last), NameStrength.SHARED);
        }
        if (!endingIsOptional && product.isAi() && last >= 0) {
            spellings.putIfAbsent(words.key() + "ai", NameStrength.DISTINCT);
        }
    }

    private static void add(Map<String, List<Product>> map, String key, Product product) {
        List<Product> products = map.computeIfAbsent(key, k -> new ArrayList<>());
        // Rows come one after the other: only the last one can be the same.
        if (!key.isEmpty() && (products.isEmpty() || !products.getLast().id().equals(product.id()))) {
            products.add(product);
        }
    }
}
