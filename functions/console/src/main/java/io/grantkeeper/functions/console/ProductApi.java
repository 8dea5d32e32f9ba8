package io.grantkeeper.functions.console;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.detection.InventoryProduct;
import io.grantkeeper.detection.ProductGrouping;
import io.grantkeeper.identity.finding.IdentityStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The API operations for products. A product groups the identities of one app or agent across providers and ids. */
final class ProductApi {
    private final ConsoleInventory inventory;
    private final ApiViews views;
    private final ProductGrouping grouping = new ProductGrouping(AppCatalog.standard());

    ProductApi(ConsoleInventory inventory, ApiViews views) {
        this.inventory = inventory;
        this.views = views;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("products", this::list);
    }

    private ApiResult list(AuthorizedApiCall call) {
        Set<String> ai = call.choices("ai");
        List<InventoryProduct> all = inventory
                .snapshot()
                .<List<InventoryProduct>>derive(
                        "products",
                        List.class,
                        snapshot -> grouping.groupByProduct(snapshot.identities().stream()
                                .filter(identity -> identity.status() != IdentityStatus.GONE)
                                .toList()));
        List<InventoryProduct> products = all.stream()
                .filter(product -> ai.isEmpty() || ai.contains(ApiViews.code(product.ai())))
                .toList();
        return ApiResult.of(ApiListPage.at(products, call).json(this::product));
    }

    private JsonMembers product(InventoryProduct product) {
        Map<String, List<String>> reaches = new LinkedHashMap<>();
        product.reaches().forEach((provider, words) -> reaches.put(views.provider(provider), words));
        return new JsonMembers()
                .with("id", product.id())
                .with("name", product.name())
                .with("recognized", product.product().isPresent())
                .with("ai", ApiViews.code(product.ai()))
                .with("risk", ApiViews.code(product.severity()))
                .with(
                        "identities",
                        product.aliases().stream().map(views::reference).toList())
                .with("reaches", reaches)
                .with("lastUsed", ApiViews.moment(product.lastUsed()));
    }
}
