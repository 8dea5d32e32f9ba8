package io.grantkeeper.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Under which keys a product's names are found, and how much each of them proves. */
final class Spellings {

    /** Endings that vendors add to a name or leave off at will: "Otter" and "Otter.ai". */
    private static final Set<String> OPTIONAL_ENDINGS = WordLists.get("optional-endings");

    private final Set<String> namesOfOthers;

    /** @param namesOfOthers keys of companies, and of products that are not AI */
    Spellings(Set<String> namesOfOthers) {
        this.namesOfOthers = namesOfOthers;
    }

    Map<String, NameStrength> of(Product product) {
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
        spellings.remove("");
        return spellings;
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
}
