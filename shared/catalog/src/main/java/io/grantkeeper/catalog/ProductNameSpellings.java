package io.grantkeeper.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The keys under which each name of a product can be looked up, and how strongly each key identifies the product. */
final class ProductNameSpellings {

    /** Endings that vendors use inconsistently in a name, as in "Otter" and "Otter.ai". */
    private static final Set<String> OPTIONAL_ENDINGS = WordLists.writtenWords("optional-endings");

    private final Set<String> namesOfOthers;

    /**
     * Creates an instance.
     *
     * @param namesOfOthers keys of companies and of products that are not AI
     */
    ProductNameSpellings(Set<String> namesOfOthers) {
        this.namesOfOthers = namesOfOthers;
    }

    Map<String, ProductNameStrength> of(CatalogProduct product) {
        Map<String, ProductNameStrength> spellings = new LinkedHashMap<>();
        NameTokenizer name = NameTokenizer.of(product.name());
        spellings.put(name.key(), strengthOf(product, product.name(), name));
        for (String other : product.otherNames()) {
            NameTokenizer words = NameTokenizer.of(other);
            spellings.putIfAbsent(words.key(), strengthOf(product, other, words));
        }
        addDerived(product, name, spellings);
        // The display name "cursor.com" identifies the product as reliably as the domain itself.
        for (String domain : product.domains()) {
            String key = NameTokenizer.of(domain).key();
            if (key.length() > 4) {
                spellings.putIfAbsent(key, ProductNameStrength.DISTINCT);
            }
        }
        spellings.remove("");
        return spellings;
    }

    /**
     * Returns how strongly a name identifies the product. The strength in a product's row applies to its bare name. A
     * name that contains "AI", ends like a domain or has several words counts as coined, even if its parts are ordinary
     * words.
     */
    private static ProductNameStrength strengthOf(CatalogProduct product, String name, NameTokenizer words) {
        boolean isOwn = name.equals(product.name());
        if (product.ordinaryNames().contains(name) && product.nameStrength() == ProductNameStrength.DISTINCT) {
            return ProductNameStrength.WORD;
        }
        boolean saysAi = product.isAi() && words.count() > 1 && words.folded().contains("ai");
        boolean likeDomain = words.count() > 1
                && name.contains(".")
                && OPTIONAL_ENDINGS.contains(words.folded().getLast());
        boolean severalWords = words.apart().indexOf(true) != words.apart().lastIndexOf(true);
        if (saysAi || likeDomain || (severalWords && !isOwn)) {
            return ProductNameStrength.DISTINCT;
        }
        // "Legion" can be many things, but "Legion Security" is hardly ever anything else.
        return severalWords && product.nameStrength() == ProductNameStrength.SHARED
                ? ProductNameStrength.WORD
                : product.nameStrength();
    }

    /**
     * Adds derived spellings. "Robin AI" is sometimes called just "Robin", but so are other products. "Notion AI",
     * which is part of a suite, is never called "Notion".
     */
    private void addDerived(CatalogProduct product, NameTokenizer words, Map<String, ProductNameStrength> spellings) {
        int last = words.count() - 1;
        boolean endingIsOptional =
                last > 0 && OPTIONAL_ENDINGS.contains(words.folded().get(last));
        if (endingIsOptional
                && (product.role() != AiRole.FEATURE || !namesOfOthers.contains(words.key(0, last)))
                && words.key(0, last).length() > 2) {
            spellings.putIfAbsent(words.key(0, last), ProductNameStrength.SHARED);
        }
        if (!endingIsOptional && product.isAi() && last >= 0) {
            spellings.putIfAbsent(words.key() + "ai", ProductNameStrength.DISTINCT);
        }
    }
}
