package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The products known to Grantkeeper, and the recogniser over them. Immutable and safe for use by many threads; looking
 * at one app takes well under a millisecond and never throws, whatever the description holds.
 */
public final class AppCatalogue {

    private static final String FOLDER = "/io/grantkeeper/catalogue/";
    private static final List<String> TABLES = List.of("ai-products.tsv", "other-products.tsv");

    private final Map<ProductId, Product> products = new HashMap<>();
    private final CatalogueIndex index;

    AppCatalogue(List<Product> rows) {
        for (Product product : rows) {
            Product earlier = products.put(product.id(), product);
            if (earlier != null) {
                throw new IllegalArgumentException("the product id '" + product.id() + "' is given to both "
                        + earlier.name() + " and " + product.name());
            }
        }
        index = new CatalogueIndex(rows);
    }

    /** The catalogue that comes with this module, read on first use. */
    public static AppCatalogue standard() {
        return Standard.INSTANCE;
    }

    /** Decides whether an app is an AI app or agent, and which product it is. */
    public Recognition recognise(AppDescription app) {
        return new Judgement(ClueFinder.of(app.bounded(), index)).pronounce();
    }

    /** One product by its id. */
    public Optional<Product> find(ProductId id) {
        return Optional.ofNullable(products.get(id));
    }

    /** Every product, AI or not, ordered by id. */
    public List<Product> products() {
        return products.values().stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    private static final class Standard {
        static final AppCatalogue INSTANCE = load();

        private static AppCatalogue load() {
            List<Product> rows = new ArrayList<>();
            TABLES.forEach(table -> rows.addAll(CatalogueReader.read(FOLDER + table)));
            return new AppCatalogue(rows);
        }
    }
}
