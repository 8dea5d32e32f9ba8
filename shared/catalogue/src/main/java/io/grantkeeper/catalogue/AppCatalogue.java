package io.grantkeeper.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * The products known to Grantkeeper, and the recogniser over them. Immutable and safe for use by many threads; looking
 * at one app takes well under a millisecond and never throws, whatever the description holds.
 */
public final class AppCatalogue {

    private final CatalogueIndex index;

    AppCatalogue(CatalogueIndex index) {
        this.index = index;
    }

    /** The catalogue that comes with this module, opened on first use. */
    public static AppCatalogue standard() {
        return Standard.INSTANCE;
    }

    /** Decides whether an app is an AI app or agent, and which product it is. */
    public Recognition recognise(AppDescription app) {
        return new Judgement(ClueFinder.of(app.bounded(), index)).pronounce();
    }

    /** One product by its id. */
    public Optional<Product> find(ProductId id) {
        return index.withId(id);
    }

    /** Every product, AI or not, ordered by id. */
    public List<Product> products() {
        return index.products();
    }

    private static final class Standard {
        static final AppCatalogue INSTANCE = new AppCatalogue(CatalogueIndex.standard());
    }
}
