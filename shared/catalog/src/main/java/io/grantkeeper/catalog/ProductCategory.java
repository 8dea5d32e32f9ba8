package io.grantkeeper.catalog;

/** The purpose of a product. */
public enum ProductCategory {
    MODEL_PROVIDER("model-provider"),
    ASSISTANT("assistant"),
    NOTE_TAKER("note-taker"),
    CODING_AGENT("coding-agent"),
    AGENT_PLATFORM("agent-platform"),
    MCP_SERVER("mcp-server"),
    AUTOMATION("automation"),
    MACHINE_LEARNING("machine-learning"),
    WRITING("writing"),
    TRANSLATION("translation"),
    PRODUCTIVITY("productivity"),
    SEARCH("search"),
    DATA_ANALYSIS("data-analysis"),
    IMAGE_AND_DESIGN("image-and-design"),
    VIDEO("video"),
    VOICE("voice"),
    MUSIC("music"),
    SALES("sales"),
    MARKETING("marketing"),
    CUSTOMER_SUPPORT("customer-support"),
    HUMAN_RESOURCES("human-resources"),
    LEGAL("legal"),
    FINANCE("finance"),
    HEALTH("health"),
    EDUCATION("education"),
    SECURITY("security"),
    COMPANION("companion"),
    INDUSTRY("industry"),
    COMMUNICATION("communication"),
    DEVELOPER_TOOL("developer-tool"),
    BUSINESS_SUITE("business-suite"),
    CONSUMER("consumer");

    private final String code;

    ProductCategory(String word) {
        this.code = word;
    }

    /** Returns the code that the data files and the answers use. */
    public String code() {
        return code;
    }
}
